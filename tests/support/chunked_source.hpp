#pragma once

#include "base/byte_source.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace micrograph::test {

/// A text of which no reading gets more than so many bytes, so that readers meet their ends everywhere.
class ChunkedSource final : public ByteSource {
public:
  /// Keeps a view of the text, which must outlive it.
  ChunkedSource(std::string_view text, std::size_t chunk, std::string name = "test")
      : text_(text), chunk_(chunk), name_(std::move(name)) {}

  [[nodiscard]] std::uint64_t size() const override { return text_.size(); }
  [[nodiscard]] const std::string& name() const override { return name_; }

protected:
  std::size_t do_read_at(std::uint64_t offset, std::span<std::byte> out) override {
    const std::string_view rest = text_.substr(std::min<std::uint64_t>(offset, text_.size()));
    const std::size_t count = std::min({rest.size(), out.size(), chunk_});
    if (count > 0)
      std::memcpy(out.data(), rest.data(), count);
    return count;
  }

private:
  std::string_view text_;
  std::size_t chunk_;
  std::string name_;
};

} // namespace micrograph::test
