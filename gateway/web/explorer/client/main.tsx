import { render } from 'preact';
import { Explorer } from './Explorer';
import type { Options } from '../Options';

const root = document.getElementById('explorer');
if (root?.dataset.options !== undefined) {
  render(<Explorer options={JSON.parse(root.dataset.options) as Options} />, root);
}
