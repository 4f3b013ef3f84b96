/** A fault destroyed the connection: there is no answer at all. */
export class ConnectionDropped extends Error {
  constructor() {
    super('the emulator dropped the connection')
  }
}
