import { livedContacts } from './testing/lived-contacts'
import { livedMeetings } from './testing/lived-meetings'
import { livesOf, range } from './testing/simulation-shard'

livesOf(livedContacts, range(61, 60))
livesOf(livedMeetings, range(1061, 60))
