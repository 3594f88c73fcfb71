#include "cli/report_log.hpp"

#include "cli/report_output.hpp"
#include "graph/temp_file.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <ostream>
#include <span>
#include <streambuf>

namespace micrograph::cli {

namespace {

/// Appends what is put to a scratch file.
class ScratchBuffer final : public std::streambuf {
public:
  explicit ScratchBuffer(graph::TempFile& file) : file_(file) { setp(buffer_.data(), buffer_.data() + buffer_.size()); }

  [[nodiscard]] std::uint64_t written() const { return written_; }

protected:
  int_type overflow(int_type next) override {
    sync();
    if (!traits_type::eq_int_type(next, traits_type::eof()))
      sputc(traits_type::to_char_type(next));
    return traits_type::not_eof(next);
  }
  int sync() override {
    const auto length = static_cast<std::size_t>(pptr() - pbase());
    file_.write(written_, std::as_bytes(std::span(pbase(), length)));
    written_ += length;
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return 0;
  }

private:
  graph::TempFile& file_;
  std::uint64_t written_ = 0;
  std::array<char, 1 << 14> buffer_;
};

} // namespace

struct ReportLog::State {
  explicit State(const std::filesystem::path& scratch) : file(scratch) {
    text.exceptions(std::ios::badbit); // so that what the scratch file throws is thrown on
    json.begin_object();
    json.key("sources").begin_array();
  }

  graph::TempFile file;
  ScratchBuffer buffer{file};
  std::ostream text{&buffer};
  JsonWriter json{text};
};

ReportLog::ReportLog(const std::filesystem::path& scratch) : state_(std::make_unique<State>(scratch)) {}
ReportLog::~ReportLog() = default;

void ReportLog::add(const ingest::SourceReport& report) { write_source_report(state_->json, report); }

void ReportLog::finish(const ingest::Totals& totals) {
  state_->json.end_array();
  state_->json.key("totals");
  write_totals(state_->json, totals);
  state_->json.end_object();
  state_->json.finish();
  state_->text.flush();
}

void ReportLog::write(std::ostream& out) const {
  std::array<char, 1 << 14> part;
  for (std::uint64_t from = 0; from < state_->buffer.written() && out;) {
    const std::size_t length = std::min<std::uint64_t>(part.size(), state_->buffer.written() - from);
    state_->file.read(from, std::as_writable_bytes(std::span(part).first(length)));
    out.write(part.data(), static_cast<std::streamsize>(length));
    from += length;
  }
}

} // namespace micrograph::cli
