import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
  bitString,
  contextTag,
  dateTime,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  utf8String,
} from './der';

/** In PEM, as node:tls takes them. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface Issuer extends Certificate {
  readonly name: string;
}

export interface CertificateOptions {
  /** The IP address that it is for. */
  readonly address: string;
  /** Years from now, from and until which it is valid. */
  readonly validFrom?: number;
  readonly validUntil?: number;
  /** Without one, it vouches for itself. */
  readonly issuer?: Issuer;
}

// RFC 5280, RFC 5758.
const COMMON_NAME = '2.5.4.3';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const IP_ADDRESS = 7;

let serial = 0;

/** A key pair and a certificate for it, made anew, so that no private key lies in the repository. */
export function createCertificate({
  address,
  validFrom = -1,
  validUntil = 1,
  issuer,
}: CertificateOptions): Certificate {
  return issue(
    address,
    [extension(SUBJECT_ALTERNATIVE_NAME, sequence(contextTag(IP_ADDRESS, addressBytes(address))))],
    {
      validFrom,
      validUntil,
      issuer,
    },
  );
}

/** Who can vouch for certificates. */
export function createIssuer(name: string): Issuer {
  const isIssuer = sequence(Buffer.from([0x01, 0x01, 0xff]));
  return { name, ...issue(name, [extension(BASIC_CONSTRAINTS, isIssuer)], { validFrom: -1, validUntil: 1 }) };
}

interface Validity {
  readonly validFrom: number;
  readonly validUntil: number;
  readonly issuer?: Issuer | undefined;
}

/** An X.509 certificate, version 3 (RFC 5280, section 4.1). */
function issue(name: string, extensions: readonly Buffer[], { validFrom, validUntil, issuer }: Validity): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(objectIdentifier(ECDSA_WITH_SHA256));
  serial += 1;
  const content = sequence(
    contextTag(0, integer(2), 'constructed'),
    integer(serial),
    algorithm,
    nameOf(issuer?.name ?? name),
    sequence(dateTime(yearsFromNow(validFrom)), dateTime(yearsFromNow(validUntil))),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    contextTag(3, sequence(...extensions), 'constructed'),
  );
  const signature = sign('sha256', content, issuer?.key ?? privateKey);
  return { key: exportKey(privateKey), cert: toPem(sequence(content, algorithm, bitString(signature))) };
}

function nameOf(name: string): Buffer {
  return sequence(set(sequence(objectIdentifier(COMMON_NAME), utf8String(name))));
}

function extension(identifier: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(identifier), octetString(value));
}

function addressBytes(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

function yearsFromNow(years: number): Date {
  return new Date(Date.now() + years * 365 * 86_400_000);
}

function exportKey(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function toPem(certificate: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`;
}
