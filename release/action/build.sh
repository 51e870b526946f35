#!/usr/bin/env bash
# The second step of the action: builds the books, and passes on their paths, also if there are errors. The program
# itself annotates the files of the manuscript, since GITHUB_ACTIONS is set in a job.
set -euo pipefail

arguments=(--output "$OUTPUT" --report "$REPORT" --summary "$GITHUB_STEP_SUMMARY")
case $STRICT in
  true) arguments+=(--strict) ;;
  false | "") ;;
  *)
    echo "::error::the input 'strict' is 'true' or 'false'"
    exit 2
    ;;
esac

# Without a path, the program looks for a book.yaml, then for a folder `manuscript`.
[[ -z $MANUSCRIPT ]] || arguments+=(-- "$MANUSCRIPT")

code=0
"$PRESSMARK" build "${arguments[@]}" || code=$?

if [[ -f $REPORT ]]; then
  printf 'report=%s\n' "$REPORT" >>"$GITHUB_OUTPUT"
  {
    printf 'books<<END-OF-BOOKS\n'
    # The report has one key on each line, indented by two spaces for each level, so that no other program is needed to
    # read it. A path may have a quote or a backslash.
    sed -n '/^  "books": \[$/,/^  \]/s/^      "path": "\(.*\)",\{0,1\}$/\1/p' "$REPORT" | sed 's/\\\(["\\/]\)/\1/g'
    printf 'END-OF-BOOKS\n'
  } >>"$GITHUB_OUTPUT"
fi
exit "$code"
