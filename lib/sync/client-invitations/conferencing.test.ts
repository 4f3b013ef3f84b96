import { describe, expect, it } from 'vitest'
import { joinLinkIn, withoutConferencing } from './conferencing'

const line = '_'.repeat(80)
const teams = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%7d'
const blocks: Record<string, string> = {
  'Teams of today': `${line}
Microsoft Teams meeting
Join: ${teams}
Meeting ID: 312 456 789 01
Passcode: aB3dEf
${'_'.repeat(32)}
Need help?<https://aka.ms/JoinTeamsMeeting?omkt=en-US> | System reference<${teams}>
Dial in by phone
+33 1 70 99 00 00,,123456789#<tel:+33170990000,,123456789#> France, Paris
Find a local number<https://dialin.teams.microsoft.com/x?id=1>
Phone conference ID: 123 456 789#
For organizers: Meeting options<https://teams.microsoft.com/meetingOptions/?x> | Reset dial-in PIN<https://dialin.teams.microsoft.com/usp/pstnconferencing>
${line}`,
  'Teams in French': `${line}
Réunion Microsoft Teams
Rejoindre : ${teams}
ID de réunion : 312 456 789 01
Code secret : aB3dEf
${'_'.repeat(32)}
Besoin d’aide ?<https://aka.ms/JoinTeamsMeeting?omkt=fr-FR> | Référence système<${teams}>
Pour les organisateurs : Options de réunion<https://teams.microsoft.com/meetingOptions/?x>
${line}`,
  'Teams of before': `${line}
Microsoft Teams meeting
Join on your computer, mobile app or room device
Click here to join the meeting<${teams}>
Meeting ID: 312 456 789 01
Passcode: aB3dEf
Download Teams<https://www.microsoft.com/en-us/microsoft-teams/download-app> | Join on the web<https://www.microsoft.com/microsoft-teams/join-a-meeting>
Learn More<https://aka.ms/JoinTeamsMeeting> | Meeting options<https://teams.microsoft.com/meetingOptions/?x>
${line}`,
  Zoom: `Marc Okafor is inviting you to a scheduled Zoom meeting.

Topic: Quarterly review
Time: Dec 3, 2026 03:00 PM Paris

Join Zoom Meeting
https://us02web.zoom.us/j/81234567890?pwd=abc

Meeting ID: 812 3456 7890
Passcode: 123456

---

One tap mobile
+33170372246,,81234567890#,,,,*123456# France

Dial by your location
+33 1 7037 2246 France
• +1 646 558 8656 US (New York)

Find your local number: https://us02web.zoom.us/u/kabc`,
  'Google Meet': `-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-
Join with Google Meet: https://meet.google.com/abc-defg-hij
Or dial: (FR) +33 1 87 40 00 00 PIN: 123456789#
More phone numbers: https://tel.meet/abc-defg-hij?pin=123

Learn more about Meet at: https://support.google.com/a/users/answer/9282720

Please do not edit this section.
-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-`,
  Webex: `-- Do not delete or change any of the following text. --

When it's time, join your Webex meeting here.

Join meeting<https://fabrikam.webex.com/fabrikam/j.php?MTID=m0123456789>

More ways to join:
Meeting number (access code): 2734 123 4567
Meeting password: aB3dEf
Tap to join from a mobile device (attendees only)
+33-1-85148835,,27341234567## France Toll

Join by phone
+33-1-85148835 France Toll
Global call-in numbers<https://fabrikam.webex.com/globalcallin.php>

Need help? Go to https://help.webex.com`,
}

describe('the block of a conferencing product is taken out of the text', () => {
  it.each(Object.entries(blocks))('%s', (_, block) => {
    expect(withoutConferencing(block)).toBe('')
    expect(withoutConferencing(`Prices of list B\n\n${block}`)).toBe('Prices of list B')
    expect(withoutConferencing(`Before\n${block}\n\nSee you,\nMarc`)).toBe('Before\n\nSee you,\nMarc')
  })

  it.each(Object.entries(blocks))('and its link to join is found: %s', (_, block) => {
    expect(joinLinkIn(block)).toMatch(/^https:\/\/[^\s<>]+$/)
  })
})

describe('what somebody wrote stays', () => {
  it.each([
    'Agenda\n1. Prices\n2. Dates',
    'Let us meet on https://zoom.us/j/123 if the room is taken, it is easier for everybody.',
    'A line of its own:\n----------\nPrices of list B\n----------\nDates',
    'Join us for lunch afterwards',
    'Call me at +33 6 99 00 12 34',
    'Microsoft Teams is what we use for calls, please install it before Monday.',
    'Topic: prices\nTime: two hours',
  ])('%s', (text) => {
    expect(withoutConferencing(text)).toBe(text)
  })

  it('also a signature behind a drawn line', () => {
    expect(withoutConferencing(`Join: ${teams}\n${line}\nMarc Okafor\nFabrikam`)).toContain('Marc Okafor')
  })
})

it('there is no link to join in an ordinary text', () => {
  expect(
    joinLinkIn('See https://fabrikam.example/meet and https://teams.example.com/l/meetup-join/1'),
  ).toBeNull()
})
