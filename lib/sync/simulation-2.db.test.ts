import { lives } from './testing/simulation-shard'

lives(1001, { contacts: 50, meetings: 50, tasks: 30, organisation: 10 })
