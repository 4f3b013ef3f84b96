import { livesOf, range } from './testing/simulation-shard'

livesOf(range(251, 125))
