import { useId, useState } from 'react';
import { withChosen } from '../answers/edits';
import { ProblemNote } from '../problems/ProblemNote';
import type { Wizard } from '../wizard/wizard';
import type { Offer, OfferGroup } from './offers';
import { PatternAbout } from './PatternAbout';
import { PatternCard } from './PatternCard';
import styles from './patterns.module.css';

/** One group: what is decided, its cards, and what is always there. */
export function PatternGroupRow(props: {
  readonly wizard: Wizard;
  readonly row: OfferGroup;
  /** The cards that the filter leaves. */
  readonly shown: readonly Offer[];
  readonly different: ReadonlySet<string>;
}) {
  const { wizard, row, shown, different } = props;
  const { group, offers, fixed, chosen } = row;
  const id = useId();
  const [about, setAbout] = useState<string>();
  const told = [...shown.map(({ pattern }) => pattern), ...fixed].find(
    pattern => pattern.id === about,
  );
  const tell = (pattern: string) =>
    setAbout(pattern === about ? undefined : pattern);
  const one = group.choose === 'one';
  const problems = wizard.problems.filter(({ path }) => path[1] === group.id);
  const labelOf = ({ pattern, option }: Offer) => {
    if (one) return `${group.title}: ${pattern.title}`;
    return option.state === 'chosen'
      ? `${pattern.title} left out`
      : pattern.title;
  };
  const choose = (offer: Offer) => {
    const { pattern, option } = offer;
    const others = chosen.filter(each => each !== pattern.id);
    const next =
      option.state === 'chosen' && !one ? others : [...others, pattern.id];
    const answers = withChosen(
      wizard.answers,
      group,
      one ? [pattern.id] : next,
    );
    wizard.change(answers, labelOf(offer));
  };
  const isLast = ({ pattern }: Offer) =>
    [
      pattern.title,
      `${pattern.title} left out`,
      `${group.title}: ${pattern.title}`,
    ].includes(wizard.session.lastChoice ?? '');

  return (
    <div
      className={styles.group}
      role={one ? 'radiogroup' : 'group'}
      aria-labelledby={id}
      aria-describedby={`${id}-question`}
    >
      <div className={styles.gutter}>
        <h3 id={id}>{group.title}</h3>
        <div>
          {chosen.length + fixed.length} of {offers.length + fixed.length}
        </div>
      </div>
      <div className={styles.body}>
        <div id={`${id}-question`} className={styles.hidden}>
          {group.question}
        </div>
        {shown.length > 0 && (
          <div className={styles.cards}>
            {shown.map(offer => (
              <PatternCard
                key={offer.pattern.id}
                offer={offer}
                radio={one ? id : undefined}
                differs={different.has(offer.pattern.id)}
                isLast={isLast(offer)}
                about={
                  told?.id === offer.pattern.id ? `${id}-about` : undefined
                }
                onAbout={() => tell(offer.pattern.id)}
                onChoose={() => choose(offer)}
                onMend={wizard.mend}
              />
            ))}
          </div>
        )}
        {fixed.length > 0 && (
          <p className={styles.fixed}>
            Always there:{' '}
            {fixed.map((pattern, index) => (
              <span key={pattern.id}>
                {index > 0 && ', '}
                <button
                  type="button"
                  aria-expanded={told === pattern}
                  aria-controls={told === pattern ? `${id}-about` : undefined}
                  onClick={() => tell(pattern.id)}
                >
                  {pattern.title}
                </button>
              </span>
            ))}
          </p>
        )}
        {told && (
          <PatternAbout
            id={`${id}-about`}
            catalogue={wizard.catalogue}
            pattern={told}
          />
        )}
        {problems.map(problem => (
          <ProblemNote
            key={problem.message}
            problem={problem}
            onMend={wizard.mend}
          />
        ))}
      </div>
    </div>
  );
}
