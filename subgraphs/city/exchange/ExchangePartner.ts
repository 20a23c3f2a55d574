import { Entity, PrimaryColumn } from 'typeorm';
import { Partner } from '../partner/Partner';

@Entity('exchange_partner')
export class ExchangePartner extends Partner {
  @PrimaryColumn('text', { name: 'exchange_key' })
  readonly ownerKey!: string;
}
