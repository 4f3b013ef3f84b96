import { livedContacts } from './testing/lived-contacts'
import { livedMeetings } from './testing/lived-meetings'
import { livedTasks } from './testing/lived-tasks'
import { livesOf, range } from './testing/simulation-shard'

livesOf(livedContacts, range(1, 50))
livesOf(livedMeetings, range(1001, 50))
livesOf(livedTasks, range(2001, 30))
