const words = (text: string): ReadonlySet<string> =>
  new Set(text.trim().split(/\s+/));

/** Words that Go's grammar takes. @public */
export const GO_KEYWORDS = words(`
  break case chan const continue default defer else fallthrough for func go
  goto if import interface map package range return select struct switch type
  var`);

/** Names that Go declares before any code; a package of that name hides one. @public */
export const GO_PREDECLARED = words(`
  any append bool byte cap clear close comparable complex complex64 complex128
  copy delete error false float32 float64 imag int int8 int16 int32 int64 iota
  len make max min new nil panic print println real recover rune string true
  uint uint8 uint16 uint32 uint64 uintptr`);

/** Directory and package names to which the go command gives a meaning. @public */
export const GO_SPECIAL_PACKAGES = words(
  `init internal main testdata vendor documentation all std cmd builtin unsafe`,
);

/** Packages and files that every composed service has beside its resources. @public */
export const TAKEN_PACKAGES = words(`
  architecture contract database doc harness platform repository rules
  values`);

/** Names that the package of every resource declares beside the resource. @public */
export const RESOURCE_PACKAGE_NAMES = words(`
  Change Filter Input ListRequest NewService Removal Repository Service
  Sorts`);

/** PostgreSQL's reserved words: names only when quoted. @public */
export const SQL_RESERVED = words(`
  all analyse analyze and any array as asc asymmetric authorization binary both
  case cast check collate collation column concurrently constraint create cross
  current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end
  except false fetch for foreign freeze from full grant group having ilike in
  initially inner intersect into is isnull join lateral leading left like limit
  localtime localtimestamp natural not notnull null offset on only or order
  outer overlaps placing primary references returning right select
  session_user similar some symmetric system_user table tablesample then to
  trailing true union unique user using variadic verbose when where window
  with`);

/** Names of columns that PostgreSQL gives every table. @public */
export const SQL_SYSTEM_COLUMNS = words(
  `tableoid xmin cmin xmax cmax ctid oid`,
);

/** File names that Windows keeps for devices, with or without an ending. @public */
export const WINDOWS_DEVICES = words(`
  con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt0 lpt1
  lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 conin conout clock`);

/** Fields that every resource has. @public */
export const EVERY_RESOURCE_HAS = [
  'id',
  'version',
  'created_at',
  'updated_at',
  'deleted_at',
] as const;
