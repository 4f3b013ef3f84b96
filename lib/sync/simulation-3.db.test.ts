import { livedContacts } from './testing/lived-contacts'
import { livedMeetings } from './testing/lived-meetings'
import { livesOf, range } from './testing/simulation-shard'

livesOf(livedContacts, range(121, 60))
livesOf(livedMeetings, range(1121, 60))
