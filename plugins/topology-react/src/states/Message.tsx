import { Button, ButtonLink } from '@backstage/ui';
import styles from './states.module.css';

/** What stands in place of a graph: what is the case, what to do, and the button that does it. */
export interface MessageContent {
  what: string;
  mend: string;
  action?: { label: string; onPress(): void } | { label: string; href: string };
}

/** A message in the middle of the canvas. */
export function Message({
  content: { what, mend, action },
  urgent,
}: {
  content: MessageContent;
  urgent: boolean;
}) {
  return (
    <div className={styles.message} role={urgent ? 'alert' : 'status'}>
      <p className={styles.what}>{what}</p>
      <p>{mend}</p>
      {action &&
        ('href' in action ? (
          <ButtonLink size="small" variant="secondary" href={action.href}>
            {action.label}
          </ButtonLink>
        ) : (
          <Button size="small" variant="secondary" onPress={action.onPress}>
            {action.label}
          </Button>
        ))}
    </div>
  );
}
