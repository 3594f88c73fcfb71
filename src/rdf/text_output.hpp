#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <ostream>
#include <string>

namespace micrograph::rdf {

/// Collects text and writes it in large pieces.
class TextOutput {
public:
  explicit TextOutput(std::ostream& out) : out_(out) {}

  std::string& text() { return text_; }
  void write_if_full() {
    if (text_.size() >= buffer_size)
      write();
  }
  /// Throws IoError `output.failed`.
  void finish() {
    write();
    out_.flush();
    if (!out_)
      throw IoError("output.failed", "the output could not be written");
  }

private:
  static constexpr std::size_t buffer_size = std::size_t{64} * 1024;

  void write() {
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }

  std::ostream& out_;
  std::string text_;
};

} // namespace micrograph::rdf
