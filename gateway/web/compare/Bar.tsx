interface BarProps {
  readonly value: number;
  /** Of the longest bar beside it. */
  readonly most: number;
}

/** Units of a bar's width: as fine as a wide screen shows it. */
const WIDTH = 400;

/** How much something is beside others, at a glance; the number stands in words next to it. Drawn without a style, which no page may have. */
export function Bar({ value, most }: BarProps) {
  const width = most === 0 ? 0 : Math.round((WIDTH * Math.min(value, most)) / most);
  return (
    <svg class="bar" viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
      <rect width={WIDTH} height="8" />
      {width > 0 && <rect class="length" width={width} height="8" />}
    </svg>
  );
}
