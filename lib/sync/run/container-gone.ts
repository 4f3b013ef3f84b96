/** The container is no longer among the user's own: the sync ends, and nothing in it counts as deleted (A6, C4). */
export class ContainerGone extends Error {
  override readonly name = 'ContainerGone'
}
