// Package replicas reads the resources from copies of the database.
package replicas
