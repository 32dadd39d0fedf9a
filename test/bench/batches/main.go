// Command batches stores the same number of notes in three ways and prints how
// many nanoseconds each took. It is copied into a composed service, whose
// packages it uses.
//
//	batches URL COUNT
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/acme/bench/internal/batches"
	"example.com/acme/bench/internal/note"
	"example.com/acme/bench/internal/platform/pgdb"
	"example.com/acme/bench/internal/postgres"
)

const (
	rounds = 3
	chunk  = 500
)

func main() {
	figures, err := measure(context.Background(), os.Args[1], os.Args[2])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(figures)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type round struct{ Single, Copy, Upsert time.Duration }

func measure(ctx context.Context, url, number string) ([]round, error) {
	count, err := strconv.Atoi(number)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	db := pgdb.New(pool, time.Minute)
	repository := postgres.NewNoteRepository(db)
	store := batches.NewNoteStore(db, repository)
	ways := []func([]note.Note) error{
		func(notes []note.Note) error {
			for _, v := range notes {
				if _, err := repository.Create(ctx, v); err != nil {
					return err
				}
			}
			return nil
		},
		func(notes []note.Note) error { return store.Copy(ctx, notes) },
		func(notes []note.Note) error {
			_, err := store.Upsert(ctx, notes, chunk)
			return err
		},
	}
	var figures []round
	for range rounds {
		var took [3]time.Duration
		for i, store := range ways {
			notes := made(count)
			start := time.Now()
			if err := store(notes); err != nil {
				return nil, err
			}
			took[i] = time.Since(start)
		}
		figures = append(figures, round{took[0], took[1], took[2]})
	}
	var stored int
	if err := pool.QueryRow(ctx, "SELECT count(*) FROM notes").Scan(&stored); err != nil {
		return nil, err
	}
	if stored != count*len(ways)*rounds {
		return nil, fmt.Errorf("%d notes are stored", stored)
	}
	return figures, nil
}

func made(count int) []note.Note {
	notes := make([]note.Note, count)
	for i := range notes {
		notes[i] = note.Note{ID: uuid.Must(uuid.NewV7()), Title: "note " + strconv.Itoa(i), Size: new(int64(i))}
	}
	return notes
}
