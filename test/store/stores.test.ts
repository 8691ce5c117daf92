import { openMemoryStore } from '../../src/store/memory-store.ts'
import { storeContract } from './contract.ts'
import { freshStore } from './pglite-folder.ts'

storeContract('in memory', async () => openMemoryStore())
storeContract('PGlite', () => freshStore())
