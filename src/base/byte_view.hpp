#pragma once

#include "base/byte_source.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace micrograph {

/// The bytes of another source from an offset on, for what takes a source over (open_decompressed). The other one must
/// outlive it; what is read here counts there.
class ByteView final : public ByteSource {
public:
  explicit ByteView(ByteSource& bytes, std::uint64_t start = 0) : bytes_(bytes), start_(std::min(start, bytes.size())) {}
  [[nodiscard]] std::uint64_t size() const override { return bytes_.size() - start_; }
  [[nodiscard]] const std::string& name() const override { return bytes_.name(); }

protected:
  std::size_t do_read_at(std::uint64_t offset, std::span<std::byte> out) override {
    return bytes_.read_at(start_ + offset, out);
  }

private:
  ByteSource& bytes_;
  std::uint64_t start_;
};

} // namespace micrograph
