/** A moment as the frame writes it, in the time zone of this machine: "Mon 2 Mar 2026, 09:00". */
export function timeInWords(moment: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(moment));
}
