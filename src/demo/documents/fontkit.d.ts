// fontkit 2.0.4 brings no types; of its interface only this is used.
declare module 'fontkit' {
  export function create(bytes: Uint8Array): unknown
}
