import type { AttackedHub } from '../startAttackedHub';

/** What a visitor is shown. */
export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it leads, as the header says. */
  readonly location: string;
}

/** A browser, as far as it keeps cookies and says from where it comes; it follows nothing of itself. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(private readonly hub: Pick<AttackedHub, 'url'>) {}

  async send(path: string, request: RequestInit & { readonly site?: string | null } = {}): Promise<Shown> {
    const { site = 'none', ...rest } = request;
    const headers = new Headers(rest.headers);
    headers.set('accept', headers.get('accept') ?? 'text/html');
    if (site !== null) headers.set('sec-fetch-site', site);
    if (this.cookies.size > 0) headers.set('cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '));
    const response = await fetch(new URL(path, this.hub.url), { ...rest, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/; Max-Age=0;/.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      location: response.headers.get('location') ?? '',
    };
  }

  /** Goes to the provider from a page. Gives what the hub wants to hear of again. */
  async depart(page = '/'): Promise<{ readonly state: string; readonly nonce: string }> {
    const { location } = await this.send(`/sign-in?${new URLSearchParams({ return_to: page }).toString()}`);
    const asked = new URL(location).searchParams;
    return { state: asked.get('state') ?? '', nonce: asked.get('nonce') ?? '' };
  }

  /** Comes back from the provider with a code. */
  arrive(state: string, code = 'a-code'): Promise<Shown> {
    return this.send(`/sign-in/return?${new URLSearchParams({ code, state }).toString()}`, { site: 'cross-site' });
  }

  signOut(site: string | null = 'same-origin', headers: Record<string, string> = {}): Promise<Shown> {
    const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
    return this.send('/sign-out', { method: 'POST', headers: form, body: 'return_to=%2F', site });
  }
}
