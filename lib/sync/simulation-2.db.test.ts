import { livedContacts } from './testing/lived-contacts'
import { livedMeetings } from './testing/lived-meetings'
import { livedTasks } from './testing/lived-tasks'
import { livesOf, range } from './testing/simulation-shard'

livesOf(livedContacts, range(51, 50))
livesOf(livedMeetings, range(1051, 50))
livesOf(livedTasks, range(2031, 30))
