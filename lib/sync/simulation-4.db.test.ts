import { livesOf, range } from './testing/simulation-shard'

livesOf(range(376, 125))
