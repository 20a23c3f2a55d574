hub <- Sys.getenv("HANSE_HUB", "http://127.0.0.1:4000")

# headings=codes: the names of columns do not change with the reader's language.
# comments=top: lines before the table say what it rests on.
asked <- "text=housing&hasCosts=true&headings=codes&comments=top&lang=en"
file <- tempfile()
download.file(paste0(hub, "/questions/programmes.csv?", asked), file, quiet = TRUE)
lines <- sub("^\ufeff", "", readLines(file, encoding = "UTF-8"))
head <- which(!startsWith(lines, "#"))[1]
programmes <- read.csv(file, skip = head - 1, encoding = "UTF-8")

costs <- programmes[!is.na(programmes$costsTotal), c("title", "city", "costsTotal", "currency")]
print(costs, row.names = FALSE)
cat("Sum:", format(sum(costs$costsTotal), big.mark = ","), "\n")

# It says so where a city that could match did not answer: then the sum is too low.
cat(grep("asked|The answer", lines[seq_len(head - 1)], value = TRUE), sep = "\n")
