package grpcapi_test

// The stages of this module are empty; its regions are put into them here.
import _ "goldenpath.dev/patterns/testing/composition"
