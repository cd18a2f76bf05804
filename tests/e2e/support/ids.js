// Ids as the app writes them, for records that measurements make up.

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A function that gives another id each time; none that the app itself would draw. */
export function madeUpIds() {
  let next = 0;
  return () => {
    next += 1;
    let text = "";
    for (let rest = next, n = 0; n < 8; n += 1, rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
    return `0zzz${text}`;
  };
}
