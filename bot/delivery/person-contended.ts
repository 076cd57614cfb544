/** Somebody else changed the person every time: they are looked at again later. */
export class PersonContended extends Error {
  override readonly name = 'PersonContended';
}
