/** `until` of what the youngest revision still has. */
export const FOR_EVER = 2_147_483_647;

/** What has a row for each time it changed, see the migrations. */
interface Temporal {
  id: number;
  /** The node, box or edge as JSON. */
  doc: string;
  since: number;
  until: number;
}

export interface NodeRow extends Temporal {
  item_id: number;
  box_id: number | null;
  provider_id: number | null;
  label: string;
}

export interface BoxRow extends Temporal {
  item_id: number;
  parent_id: number | null;
  label: string;
}

export interface EdgeRow extends Temporal {
  caller_id: number;
  from_id: number;
  to_id: number;
}

export interface ItemRow {
  id: number;
  ref: string;
  etag: string | null;
  doc: string | null;
  /** Stays true after the entity is gone: its ref still may not be shown to whoever could not see it. */
  was_entity: boolean | number;
}

export interface LinkRow {
  declared_by: number;
  type: 'calls' | 'provides' | 'partOf';
  from_id: number;
  to_id: number;
}
