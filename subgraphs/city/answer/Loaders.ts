import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Visibility } from '../../contract/enums';
import { RecordTable } from '../database/RecordTable';
import type { Keyed, NodeKind } from '../record/Node';
import { createListLoaders } from './listLoaders';
import type { KeysetList, ListLoaders } from './listLoaders';
import { createLinkedLoader, createPartLoader, createRecordLoader } from './recordLoaders';
import type { Link, Part } from './recordLoaders';

/** Makes a loader that is like no other, for one request. */
type CreateLoader<Loader> = (dataSource: DataSource, sections: readonly Visibility[]) => Loader;

/**
 * The loaders of one request. They cache what this viewer may see: a relation costs one statement, however many rows ask
 * for it; a page of a list costs two.
 *
 * Each noun says by a constant of its own how it is loaded (a kind, a link, a list, a class of parts, a function). What is
 * made of it is kept here by that constant, from when it is first asked for.
 */
export class Loaders {
  readonly #made = new Map<object, unknown>();

  /** @param named up to how many persons a count tells their keys, too */
  constructor(
    private readonly dataSource: DataSource,
    private readonly sections: readonly Visibility[],
    private readonly named: number,
  ) {}

  /** Records of a kind, by key. */
  records<Item extends Keyed>(kind: NodeKind<Item>): DataLoader<string, Item | null> {
    return this.#once(kind, () => createRecordLoader(this.dataSource, kind, this.sections));
  }

  /** The records to which a link leads, by the key of the record that they are linked to. */
  linked<Item extends Keyed>(link: Link<Item>): DataLoader<string, readonly Item[]> {
    return this.#once(link, () => createLinkedLoader(this.dataSource, link, this.sections, this.records(link.to)));
  }

  /** The parts of records, by the key of the record. */
  parts<Item extends Part>(entity: new () => Item): DataLoader<string, readonly Item[]> {
    return this.#once(entity, () => createPartLoader(this.dataSource, RecordTable.of(this.dataSource, entity)));
  }

  /** What a filter leaves of a list, or the whole one. Fields that ask with equal filters share its statements. */
  list<Item extends Keyed, Filter>(list: KeysetList<Item, Filter>, filter?: Filter | null): ListLoaders<Item> {
    const filtered = this.#once(list, () => new Map<string, ListLoaders<Item>>());
    const name = JSON.stringify(filter ?? {});
    let loaders = filtered.get(name);
    if (loaders === undefined) {
      const named = list.of.personal === true ? this.named : 0;
      loaders = createListLoaders(this.dataSource, list, filter ?? null, this.sections, this.records(list.of), named);
      filtered.set(name, loaders);
    }
    return loaders;
  }

  /** What this function makes. */
  of<Loader>(create: CreateLoader<Loader>): Loader {
    return this.#once(create, () => create(this.dataSource, this.sections));
  }

  #once<Made>(key: object, make: () => Made): Made {
    let made = this.#made.get(key) as Made | undefined;
    if (made === undefined) {
      made = make();
      this.#made.set(key, made);
    }
    return made;
  }
}
