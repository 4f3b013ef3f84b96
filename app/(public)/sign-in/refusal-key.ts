/** The words for a refusal that came back from Microsoft's sign-in page as a code in the address. */
export function refusalKey(code: string): 'noAccount' | 'deactivated' | 'microsoftFailed' {
  switch (code) {
    case 'no-account':
      return 'noAccount'
    case 'deactivated':
      return 'deactivated'
    default:
      return 'microsoftFailed'
  }
}
