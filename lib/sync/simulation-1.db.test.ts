import { livesOf, range } from './testing/simulation-shard'

livesOf(range(1, 125))
