#include "cli/output.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <iostream>
#include <poll.h>
#include <unistd.h>

namespace micrograph::cli {

namespace {

/// Columns a text takes on a terminal, near enough: code points, combining and wide ones not told apart.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

} // namespace

Output::Output(const std::filesystem::path& path) {
  if (path.empty() || path == "-")
    return;
  file_ = std::make_unique<OutputFile>(path);
  const Compression compression = compression_from_suffix(path.filename().string());
  if (compression != Compression::none)
    compressed_ = std::make_unique<CompressingStream>(file_->stream(), compression);
}

std::ostream& Output::stream() {
  return compressed_ ? *compressed_ : file_ ? file_->stream() : std::cout;
}

void Output::finish() {
  if (compressed_)
    compressed_->finish(); // a failure shows in the file's stream, too
  if (file_) {
    file_->commit();
    return;
  }
  std::cout.flush();
  if (!std::cout)
    throw IoError("output.failed", "standard output cannot be written (is the disk full, or the reader gone?)");
}

void Output::finish(const std::function<void()>& last) {
  try {
    last();
  } catch (const IoError&) {
    if (file_)
      file_->check();
    throw;
  }
  finish();
}

bool reader_is_gone() {
  pollfd standard_output{STDOUT_FILENO, POLLOUT, 0};
  return ::poll(&standard_output, 1, 0) == 1 && (standard_output.revents & (POLLERR | POLLHUP)) != 0;
}

void Table::print(std::ostream& out, const std::string& indent) const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths.resize(std::max(widths.size(), row.size()), 0);
      widths[i] = std::max(widths[i], width_of(row[i]));
    }
  for (const auto& row : rows_) {
    std::string line = indent;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      if (i + 1 < row.size())
        line.append(widths[i] - width_of(row[i]) + 2, ' ');
    }
    while (!line.empty() && line.back() == ' ')
      line.pop_back();
    out << line << '\n';
  }
}

std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += "·";
    else
      out += c;
  return out;
}

} // namespace micrograph::cli
