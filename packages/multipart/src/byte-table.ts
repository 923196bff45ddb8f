/** By byte value: 1 for each of these characters, 0 for all others. */
export function byteTable(characters: string): Uint8Array {
  const members = new Uint8Array(256);
  for (let index = 0; index < characters.length; index += 1) members[characters.charCodeAt(index)] = 1;
  return members;
}
