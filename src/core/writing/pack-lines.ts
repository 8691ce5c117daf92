/**
 * The lines of packs on their way to the disk and back: sealed and made canonical, read and opened. That is most of the
 * work of an import and of a rebuild, and none of it needs the store, so a machine may do it in a thread beside the
 * writer's (machine/line-thread.ts); `linesHere` does it in this one.
 */
import type { PackCommand } from '../../commands/command.ts'
import type { JsonValue } from '../../domain/canonical.ts'
import { type Packs, type PackText, packText } from '../../journal/packs.ts'
import type { PackRef } from '../../protocol/entry.ts'
import { opened, sealedInPlace, type Vault } from './sealing.ts'

/** Opened lines in order; `first` is the number of the first one, from 1. */
export interface LineBlock {
  readonly first: number
  readonly lines: readonly unknown[]
}

/** Seals block after block of one pack, and may do so in place. The keys of their parties must have been made. */
export interface LineSealer {
  seal(lines: readonly unknown[]): Promise<PackText>
  end(): Promise<void>
}

export interface PackLines {
  sealer(command: PackCommand): LineSealer
  /** Throws as `Packs.read` and `Vault.open` do: what is wrong with the pack itself may show after the last block only. */
  read(command: PackCommand, pack: PackRef): AsyncGenerator<LineBlock, void>
}

/** The lines as they lie in a pack; they are sealed in place. */
export function sealedText({ pack }: PackCommand, lines: readonly unknown[], vault: Vault): PackText {
  return packText(lines.map(line => sealedInPlace(line, pack.personal, vault) as JsonValue))
}

export async function* openedLines(
  { pack: { personal } }: PackCommand,
  pack: PackRef,
  packs: Pick<Packs, 'read'>,
  vault: Vault,
): AsyncGenerator<LineBlock, void> {
  for await (const { first, lines } of packs.read(pack))
    yield { first, lines: lines.map(text => opened(JSON.parse(text) as unknown, personal, vault)) }
}

export function linesHere(packs: Pick<Packs, 'read'>, vault: Vault): PackLines {
  return {
    sealer: command => ({
      seal: async lines => sealedText(command, lines, vault),
      end: async () => undefined,
    }),
    read: (command, pack) => openedLines(command, pack, packs, vault),
  }
}
