import { fitText, textWidth } from './fitText';

const font = { size: 13, weight: 600 } as const;

describe('fitText', () => {
  it('leaves a name that fits as it is', () => {
    expect(fitText('orders', 200, font)).toBe('orders');
  });

  it('cuts a long name in the middle, so that both ends can be read', () => {
    const name = 'shipment-service-of-the-northern-warehouse';
    const cut = fitText(name, 130, font);
    expect(cut).toMatch(/^shipm.*….*house$/);
    expect(textWidth(cut, font)).toBeLessThanOrEqual(130);
  });

  it('never cuts a letter of two code units in half', () => {
    expect(fitText('🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊', 60, font)).toMatch(
      /^(🦊)+…(🦊)+$/u,
    );
  });
});
