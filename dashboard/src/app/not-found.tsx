import { LinkButton } from '../components/link-button.js';
import { Notice } from '../components/notice.js';
import { Page } from '../components/page.js';
import { shellText } from '../messages/index.js';

export function NotFound() {
  return (
    <Page title={shellText.notFound}>
      <Notice
        title={shellText.notFoundHint}
        action={
          <LinkButton to="/" variant="default">
            {shellText.toOverview}
          </LinkButton>
        }
      />
    </Page>
  );
}
