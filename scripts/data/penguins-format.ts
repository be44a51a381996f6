const COLUMNS = {
  species: 'Species',
  island: 'Island',
  beakLengthMm: 'Beak Length (mm)',
  beakDepthMm: 'Beak Depth (mm)',
  flipperLengthMm: 'Flipper Length (mm)',
  bodyMassG: 'Body Mass (g)',
  sex: 'Sex',
} as const;

type Penguin = Record<string, string | number | null>;

/** The table as text in rows: missing values are empty, and so is a sex that is neither of the two. */
export function penguinsToCsv(json: string): string {
  const penguins = JSON.parse(json) as Penguin[];
  const rows = penguins.map((penguin) =>
    Object.values(COLUMNS).map((column) => {
      const value = penguin[column] ?? '';
      return column === 'Sex' && value !== 'MALE' && value !== 'FEMALE' ? '' : String(value).toLowerCase();
    }),
  );
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.join(',')}\n`).join('');
}
