package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What the README shows is this program and its output, in both languages.
func TestReadmeShowsThisProgram(t *testing.T) {
	source, err := os.ReadFile("main.go")
	require.NoError(t, err)
	_, program, found := strings.Cut(string(source), "func main() {\n")
	require.True(t, found)
	output := printed(t)
	for _, name := range []string{"../../README.md", "../../README.ru.md"} {
		readme, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Contains(t, string(readme), "func main() {\n"+program, name)
		require.Contains(t, string(readme), output, name)
	}
	require.LessOrEqual(t, strings.Count(program, "\n"), 25)
}

// printed is what main prints.
func printed(t *testing.T) string {
	t.Helper()
	before := os.Stdout
	defer func() { os.Stdout = before }()
	r, w, err := os.Pipe()
	require.NoError(t, err)
	os.Stdout = w
	main()
	require.NoError(t, w.Close())
	var b bytes.Buffer
	_, err = io.Copy(&b, r)
	require.NoError(t, err)
	return b.String()
}
