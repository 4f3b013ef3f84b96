import { livesOf, range } from './testing/simulation-shard'

livesOf(range(126, 125))
