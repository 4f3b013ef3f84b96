import { lives } from './testing/simulation-shard'

lives({ shard: 4, of: 4 })
