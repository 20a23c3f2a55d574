/**
 * Completes what is typed into the search box: an editable combobox with list autocomplete, after the ARIA Authoring Practices
 * Guide. Without it the box is as it was. What is taken can be typed on, so that taking it does not send the question.
 */
export const suggestScript = `'use strict';
const input = document.getElementById('text');
const list = document.createElement('ul');
const TYPING_MS = 150;
let typing, active = -1;

list.id = 'suggestions';
list.hidden = true;
list.setAttribute('role', 'listbox');
list.setAttribute('aria-label', input.dataset.name);
input.after(list);
for (const [name, value] of Object.entries({
  role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
})) input.setAttribute(name, value);

function show(suggestions) {
  list.replaceChildren(...suggestions.map(({ label, note, question }, at) => {
    const option = document.createElement('li');
    option.id = 'suggestion-' + at;
    option.dataset.question = question;
    option.setAttribute('role', 'option');
    option.append(label, note === null ? '' : ' (' + note + ')');
    return option;
  }));
  list.hidden = suggestions.length === 0;
  input.setAttribute('aria-expanded', String(!list.hidden));
  choose(-1);
}

function choose(at) {
  active = at;
  [...list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === at)));
  list.children[at]?.scrollIntoView({ block: 'nearest' });
  if (at < 0) input.removeAttribute('aria-activedescendant');
  else input.setAttribute('aria-activedescendant', list.children[at].id);
}

function close() {
  clearTimeout(typing);
  show([]);
}

function take(option) {
  input.value = option.dataset.question;
  close();
}

async function suggest() {
  const text = input.value;
  const address = new URL(input.dataset.suggest, location.href);
  address.searchParams.set('text', text);
  const suggestions = await fetch(address).then((answer) => (answer.ok ? answer.json() : []), () => []);
  // Meanwhile somebody may have typed on, sent the question, or gone elsewhere.
  if (text === input.value && document.activeElement === input) show(suggestions);
}

input.addEventListener('input', () => {
  clearTimeout(typing);
  if (input.value.trim().length > 1) typing = setTimeout(suggest, TYPING_MS);
  else close();
});
input.addEventListener('keydown', (event) => {
  const { key, isComposing } = event;
  if (isComposing || list.hidden) return;
  const count = list.children.length;
  if (key === 'ArrowDown') choose((active + 2) % (count + 1) - 1);
  else if (key === 'ArrowUp') choose((active + count + 1) % (count + 1) - 1);
  else if (key === 'Escape') close();
  else if (key === 'Enter' && active >= 0) take(list.children[active]);
  else return;
  event.preventDefault();
});
input.addEventListener('blur', close);
// The box keeps the focus.
list.addEventListener('mousedown', (event) => event.preventDefault());
list.addEventListener('click', ({ target }) => take(target.closest('li')));
`;
