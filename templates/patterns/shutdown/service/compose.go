package service

// Stage adds its part to the wiring.
type Stage = stage

// Compose fills the stages, which are empty in this module: composing a service
// writes the regions into them. Tests of this module call it.
func Compose(commands, stages []Stage) {
	commanding = commands
	serving = stages
}
