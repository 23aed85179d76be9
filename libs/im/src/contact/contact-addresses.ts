import { Inject, Injectable } from '@nestjs/common';
import { type ServerConfig, serverNamespace } from '#config';
import { Element, NS } from '#xml';

const FORM_TYPE = 'http://jabber.org/network/serverinfo';

/** XEP-0157: whom to write to about this server, as a form in its disco#info. */
@Injectable()
export class ContactAddresses {
  constructor(@Inject(serverNamespace.KEY) private readonly server: ServerConfig) {}

  /** Undefined unless addresses are configured. */
  form(): Element | undefined {
    const { contacts } = this.server;
    if (contacts === undefined) return undefined;
    const form = new Element('x', { xmlns: NS.dataForms, type: 'result' });
    form.c('field', { var: 'FORM_TYPE', type: 'hidden' }).c('value').t(FORM_TYPE);
    for (const { role, addresses } of contacts) {
      const field = form.c('field', { var: `${role}-addresses`, type: 'list-multi' });
      for (const address of addresses) field.c('value').t(address);
    }
    return form;
  }
}
