import type { LocalPerson } from './people.ts';

/** More colleagues than these have no names left, and a list to choose from is no use. */
export const MOST_COLLEAGUES = 5000;

const FIRST_NAMES =
  'Ada Amara Anselm Beatriz Bram Chidi Clara Dafydd Deepa Elif Emeka Esther Farid Fiona Gareth Greta Hana Hugo Imani Ines Jarek Jun Kasia Kofi Lena Liam Maren Mateo Mei Mina Nadia Niall Olga Omar Paula Quentin Ravi Rosa Saoirse Tariq'.split(
    ' ',
  );
const LAST_NAMES =
  'Abara Achterberg Bakshi Brannigan Castellano Chaudhry Dembele Drummond Eriksen Farouk Fitzwilliam Galanis Gruber Haddow Hoang Ilves Ivanova Jankowski Jellicoe Kaplan Kerrigan Lindgren Llewellyn Mbeki McAllister Nakamura Navarro Okonjo Osterman Pereira Pryce Quigley Rahimi Rossi Santos Sutherland Takeda Tremaine Ueda Valdez Vikander Wainwright Weiss Xiang Yardley Yusuf Zabala Zielinski Ashgrove Birtwistle'.split(
    ' ',
  );
const PLACES = ['Leeds', 'Cardiff', 'Madrid', 'Toronto'];

/** Somebody made up who makes the demo organisation larger. */
export type Colleague = Pick<LocalPerson, 'id' | 'name' | 'mail'> & { readonly place: string };

/** So many made-up people, at most `MOST_COLLEAGUES`. The same number gives the same people, and fewer are the first of them. */
export function colleagues(count: number): readonly Colleague[] {
  return Array.from({ length: count }, (_, n) => {
    const first = FIRST_NAMES[n % FIRST_NAMES.length] ?? '';
    const last = LAST_NAMES[Math.floor(n / FIRST_NAMES.length) % LAST_NAMES.length] ?? '';
    const round = Math.floor(n / (FIRST_NAMES.length * LAST_NAMES.length));
    const middle = round === 0 ? '' : `${'BCD'[round - 1]}. `;
    const number = String(n + 1).padStart(4, '0');
    return {
      id: `c0113a60-0000-4000-8000-${number.padStart(12, '0')}`,
      name: `${first} ${middle}${last}`,
      mail: `${first}.${last}.${number}@brightwater.example`.toLowerCase(),
      place: PLACES[n % PLACES.length] ?? '',
    };
  });
}
