import { lives } from './testing/simulation-shard'

lives({ shard: 1, of: 3 })
