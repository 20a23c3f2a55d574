import type { Line } from '../facts/Fact';
import { Pieces } from './Facts';

/** How old a record is, and whom to tell of an error. */
export function Footing({ line }: { readonly line: Line }) {
  return (
    <p class="footing">
      <Pieces line={line} />
    </p>
  );
}
