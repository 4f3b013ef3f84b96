import { lives } from './testing/simulation-shard'

lives({ shard: 2, of: 3 })
