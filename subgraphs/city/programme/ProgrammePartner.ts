import { Entity, PrimaryColumn } from 'typeorm';
import { Partner } from '../partner/Partner';

@Entity('programme_partner')
export class ProgrammePartner extends Partner {
  @PrimaryColumn('text', { name: 'programme_key' })
  readonly ownerKey!: string;
}
