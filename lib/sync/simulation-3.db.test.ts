import { lives } from './testing/simulation-shard'

lives({ shard: 3, of: 3 })
